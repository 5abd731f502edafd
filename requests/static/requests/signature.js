/* Everything works without this file: the name is typed. With it, a signature can be drawn with finger or mouse. */

const part = document.querySelector("[data-signature]");
const kept = part?.querySelector("input[name=drawing]");
const canvas = part?.querySelector("canvas");
const said = part?.querySelector("[data-kept]");

function begin() {
  part.hidden = false;
  const pad = new SignaturePad(canvas, { penColor: "#000", minWidth: 1, maxWidth: 3 });
  const again = part.querySelector("[data-again]");
  const tell = () => {
    said.textContent = kept.value ? said.dataset.kept : "";
    again.hidden = !kept.value;
  };

  /* As many points as the screen has, twice as many at most; a turned phone keeps what was drawn. */
  const fit = () => {
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    if (canvas.width === Math.round(canvas.offsetWidth * scale)) return;
    const strokes = pad.toData();
    canvas.width = Math.round(canvas.offsetWidth * scale);
    canvas.height = Math.round(canvas.offsetHeight * scale);
    canvas.getContext("2d").scale(scale, scale);
    pad.fromData(strokes);
  };
  fit();
  addEventListener("resize", fit);

  if (kept.value) {
    const size = { width: canvas.offsetWidth, height: canvas.offsetHeight, ratio: 1 };
    pad.fromDataURL(kept.value, size).catch(() => { kept.value = ""; tell(); });
  }
  pad.addEventListener("endStroke", () => { kept.value = pad.toDataURL("image/png"); tell(); });
  again.addEventListener("click", () => {
    pad.clear();
    kept.value = "";
    tell();
  });
  tell();
}

if (part && typeof SignaturePad === "function") begin();
