// Signatures that are drawn with a finger or the mouse. Needs no Wasm: it is part of the glue, and listens once the glue
// is there. What it writes into the field is read by crates/forms/src/ink.rs.

const MARK = "ink:";
const FIELD = [600, 200];
// The longest answer has 8,000 characters; what is drawn beyond that is not kept.
const LONGEST = 7900;
// Steps between two places of a stroke, so that a signature has some hundred of them.
const APART = 4;

document.documentElement.classList.add("draws");

let stroke = null;

addEventListener("pointerdown", (event) => {
  const field = event.button === 0 && event.target.closest?.(".signature-pad svg");
  if (!field) return;
  event.preventDefault();
  field.setPointerCapture(event.pointerId);
  const path = field.querySelector("path");
  stroke = { field, path, last: place(field, event) };
  path.setAttribute("d", `${path.getAttribute("d")}M${stroke.last.join(" ")}`);
});

addEventListener("pointermove", (event) => {
  if (!stroke) return;
  const [x, y] = place(stroke.field, event);
  const drawn = stroke.path.getAttribute("d");
  if (Math.hypot(x - stroke.last[0], y - stroke.last[1]) < APART || drawn.length > LONGEST) return;
  stroke.last = [x, y];
  stroke.path.setAttribute("d", `${drawn} ${x} ${y}`);
});

for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => {
    if (!stroke) return;
    const { field, path } = stroke;
    stroke = null;
    write(field, MARK + path.getAttribute("d"));
  });
}

addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-signature-clear]");
  if (!button) return;
  const field = button.closest(".signature").querySelector("svg");
  field.querySelector("path").setAttribute("d", "");
  write(field, "");
});

function write(field, answer) {
  const question = field.closest(".signature");
  const input = question.querySelector("input");
  question.classList.toggle("inked", answer !== "");
  input.value = answer;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function place(field, event) {
  const box = field.getBoundingClientRect();
  const along = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  return along.map((part, axis) => Math.round(Math.min(1, Math.max(0, part)) * FIELD[axis]));
}
