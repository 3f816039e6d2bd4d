// The grid of the timeline by keyboard and pointer: one stop for Tab, arrows by slot, several slots with Shift or by
// dragging. Every free slot is a link without this file; it adds the ways of a grid and says aloud where one is.

class Grid {
  constructor(table) {
    this.table = table;
    this.says = document.querySelector("[data-says]");
    this.heads = [...table.tHead.rows[1].cells].slice(1);
    this.at = this.heads.map((head) => Number(head.dataset.at));
    this.days = this.readDays();
    this.rows = [...table.tBodies[0].rows];
    this.cells = this.rows.map((row) => {
      const found = [];
      for (const cell of [...row.cells].slice(1)) for (let n = 0; n < cell.colSpan; n += 1) found.push(cell);
      return found;
    });
    this.row = 0;
    this.column = 0;
    this.anchor = null;
    this.start();
  }

  // For each column the name of its day.
  readDays() {
    const found = [];
    for (const head of [...this.table.tHead.rows[0].cells].slice(1))
      for (let n = 0; n < head.colSpan; n += 1) found.push([head.dataset.day, head.querySelector("strong")?.textContent].filter(Boolean).join(", "));
    return found;
  }

  start() {
    for (const link of this.table.querySelectorAll("tbody a")) link.tabIndex = -1;
    const free = this.table.querySelector("td.free a, td.part a");
    const cell = free?.closest("td") ?? this.cells[0]?.[0];
    if (!cell) return;
    [this.row, this.column] = this.placeOf(cell);
    this.stop(cell).tabIndex = 0;
    this.table.closest(".scroll").tabIndex = -1;
    this.table.addEventListener("keydown", (event) => this.press(event));
    this.table.addEventListener("focusin", (event) => this.enter(event));
    this.table.addEventListener("pointerdown", (event) => this.grab(event));
    const lanes = this.table.closest(".scroll");
    lanes.scrollLeft = cell.offsetLeft - this.rows[0].cells[0].offsetWidth;
    // After the browser has gone to the fragment, which takes the focus away.
    if (location.hash === "#grid") addEventListener("load", () => setTimeout(() => this.stop(cell).focus()));
  }

  // What takes the focus in a cell: its link, or the cell itself.
  stop(cell) {
    const link = cell.querySelector("a");
    if (!link) cell.tabIndex = -1;
    return link ?? cell;
  }

  placeOf(cell) {
    const row = this.rows.indexOf(cell.parentElement);
    return [row, this.cells[row].indexOf(cell)];
  }

  enter(event) {
    const cell = event.target.closest("td");
    if (!cell || this.cells[this.row]?.[this.column] === cell) return;
    [this.row, this.column] = this.placeOf(cell);
    this.say();
  }

  press(event) {
    const keys = {
      ArrowLeft: () => (event.ctrlKey ? this.byDay(-1) : this.move(0, -1, event.shiftKey)),
      ArrowRight: () => (event.ctrlKey ? this.byDay(1) : this.move(0, 1, event.shiftKey)),
      ArrowUp: () => (event.ctrlKey ? this.turn("prev") : this.move(-1, 0)),
      ArrowDown: () => (event.ctrlKey ? this.turn("next") : this.move(1, 0)),
      PageUp: () => this.move(-1, 0),
      PageDown: () => this.move(1, 0),
      Home: () => this.move(0, -this.at.length),
      End: () => this.move(0, this.at.length),
      Enter: () => this.open(),
      Escape: () => this.leave(),
    };
    if (event.altKey || event.metaKey || !(event.key in keys)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }

  move(rows, columns, extend = false) {
    const last = this.at.length - 1;
    const column = Math.min(Math.max(this.column + columns, 0), last);
    const row = Math.min(Math.max(this.row + rows, 0), this.rows.length - 1);
    if (extend) {
      this.anchor ??= this.column;
      if (!this.bookable(row, Math.min(this.anchor, column), Math.max(this.anchor, column))) return this.say();
    } else this.anchor = null;
    this.go(row, column);
    return undefined;
  }

  byDay(step) {
    const day = this.days[this.column];
    let column = this.column;
    while (column >= 0 && column < this.at.length && this.days[column] === day) column += step;
    if (column < 0) return this.turn("prev");
    if (column >= this.at.length) return this.turn("next");
    if (step < 0) while (column > 0 && this.days[column - 1] === this.days[column]) column -= 1;
    this.anchor = null;
    this.go(this.row, column);
    return undefined;
  }

  // Earlier or later days: the page behind the link.
  turn(way) {
    document.querySelector(`a[rel=${way}]`)?.click();
  }

  go(row, column) {
    const before = this.stop(this.cells[this.row][this.column]);
    before.tabIndex = -1;
    this.row = row;
    this.column = column;
    const stop = this.stop(this.cells[row][column]);
    stop.tabIndex = 0;
    stop.focus();
    this.mark();
    this.say();
  }

  bookable(row, first, last) {
    return this.cells[row].slice(first, last + 1).every((cell) => cell.matches(".free, .part"));
  }

  chosen() {
    if (this.anchor === null) return [this.column, this.column];
    return [Math.min(this.anchor, this.column), Math.max(this.anchor, this.column)];
  }

  mark() {
    for (const cell of this.table.querySelectorAll("[aria-selected]")) cell.removeAttribute("aria-selected");
    if (this.anchor === null) return;
    const [first, last] = this.chosen();
    for (const cell of this.cells[this.row].slice(first, last + 1)) cell.setAttribute("aria-selected", "true");
  }

  // "Microscope 2, jeudi 25 octobre, 9 h 00, libre, 45,00 € par heure"
  say() {
    const cell = this.cells[this.row][this.column];
    const name = this.rows[this.row].querySelector("th span").textContent;
    const hour = (column) => this.heads[column].textContent.trim();
    const [first, last] = this.chosen();
    const parts = [name, this.days[first], hour(first), cell.textContent.trim()];
    if (first !== last) {
      parts[3] = `${this.table.dataset.until} ${this.ends(last, hour)}, ${this.table.dataset.chosen}`;
    }
    const price = this.rows[this.row].querySelector("[data-price]")?.textContent;
    if (price && this.bookable(this.row, first, last)) parts.push(price);
    this.says.textContent = parts.join(", ");
  }

  ends(column, hour) {
    const next = this.at[column + 1];
    return next === this.end(column) ? hour(column + 1) : hour(column);
  }

  end(column) {
    const next = this.at[column + 1];
    const step = Number(this.table.dataset.step);
    return next && this.days[column + 1] === this.days[column] ? next : this.at[column] + step;
  }

  open() {
    const [first, last] = this.chosen();
    const link = this.cells[this.row][first].querySelector("a");
    if (!link) return this.say();
    if (first === last) link.click();
    else location.href = `${link.href}?end=${this.end(last)}`;
    return undefined;
  }

  leave() {
    if (this.anchor !== null) {
      this.anchor = null;
      this.mark();
      return this.say();
    }
    const after = document.querySelector("#by-form");
    after.tabIndex = -1;
    after.focus();
    return undefined;
  }

  // Dragging over free slots chooses them; letting go opens the form. A click alone is the link's own.
  grab(event) {
    const cell = event.target.closest("td.free, td.part");
    if (!cell || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    const [row, from] = this.placeOf(cell);
    this.anchor = null;
    this.go(row, from);
    const over = (moved) => {
      const under = document.elementFromPoint(moved.clientX, moved.clientY)?.closest("td");
      if (!under || under.parentElement !== this.rows[row]) return;
      const column = this.placeOf(under)[1];
      if (!this.bookable(row, Math.min(from, column), Math.max(from, column))) return;
      this.anchor = from;
      this.column = column;
      this.mark();
      this.say();
    };
    const end = () => {
      document.removeEventListener("pointermove", over);
      const [first, last] = this.chosen();
      if (first !== last) this.open();
    };
    document.addEventListener("pointermove", over);
    document.addEventListener("pointerup", end, { once: true });
  }
}

for (const table of document.querySelectorAll("table[role=grid]")) new Grid(table);
for (const note of document.querySelectorAll("[data-scripted]")) note.hidden = false;
