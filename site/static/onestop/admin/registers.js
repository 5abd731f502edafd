/* On a telephone a row of a register is a card: each value has the name of its column beside it. */
for (const table of document.querySelectorAll(".modeladmin .result-list > table.listing")) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  for (const row of table.tBodies[0].rows) {
    for (const [place, cell] of [...row.cells].entries()) cell.dataset.label = names[place] ?? "";
  }
  table.classList.add("register");
}
