
"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const said = document.getElementById("said");
  const value = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.sort ?? cell.textContent.trim();
  };
  const compare = (a, b) => {
    if (a !== "" && b !== "" && isFinite(a) && isFinite(b)) return a - b;
    return a.localeCompare(b, "en-GB", { numeric: true });
  };
  heads.forEach((head, at) => {
    const name = head.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", `Sort by ${name}`);
    head.append(" ", button);
    head.setAttribute("aria-sort", "none");
    head.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const blank = (row) => value(row, at) === "" || row.cells[at].textContent.trim() === "none";
      const rows = [...table.tBodies[0].rows];
      const full = rows.filter((row) => !blank(row));
      full.sort((a, b) => (down ? -1 : 1) * compare(value(a, at), value(b, at)));
      table.tBodies[0].append(...full, ...rows.filter(blank));
      said.textContent = `Sorted by ${name}, ${down ? "descending" : "ascending"}`;
    });
  });
}
