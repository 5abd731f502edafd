/* Sorts the list by distance for who allows it. The place is used here and sent nowhere. */

const block = document.querySelector("#distance");
const lists = document.querySelectorAll(".places");

if (block && navigator.geolocation && document.querySelector(".places [data-longitude]")) {
  const button = block.querySelector("button");
  const status = block.querySelector("[role=status]");
  block.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        lists.forEach((list) => sortByDistance(list, coords, button.dataset.unit));
        status.textContent = button.dataset.sorted;
        button.disabled = false;
      },
      () => {
        status.textContent = button.dataset.failed;
        button.disabled = false;
      },
      { maximumAge: 600_000, timeout: 15_000 },
    );
  });
}

/** Write how far each place of a list is, and put the nearest first; those without coordinates come last. */
function sortByDistance(list, { longitude, latitude }, unit) {
  const places = [...list.children].map((item) => {
    const known = item.dataset.longitude !== undefined;
    const far = known ? kilometres(longitude, latitude, +item.dataset.longitude, +item.dataset.latitude) : Infinity;
    if (known) {
      const rounded = far < 10 ? far.toFixed(1) : Math.round(far);
      item.querySelector(".places__far").textContent = unit.replace("{km}", rounded);
    }
    return { item, far };
  });
  places.sort((one, other) => one.far - other.far);
  list.append(...places.map(({ item }) => item));
}

/** Return the great-circle distance of two places in degrees. */
function kilometres(east, north, east2, north2) {
  const [a, b, c, d] = [east, north, east2, north2].map((degrees) => (degrees * Math.PI) / 180);
  const half = Math.sin((d - b) / 2) ** 2 + Math.cos(b) * Math.cos(d) * Math.sin((c - a) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(half));
}
