// Signatures that are drawn with a finger, a pen or the mouse. Needs no Wasm: it is part of the glue, and listens once the
// glue is there. What it writes into the field is read by crates/forms/src/ink.rs.

const MARK = "ink:";
const FIELD = [600, 200];
// The longest answer has 8,000 characters; what is drawn beyond that is not kept.
const LONGEST = 7900;
// Steps between two places of a stroke, so that a signature has some hundred of them.
const APART = 4;

document.documentElement.classList.add("draws");

// One finger draws; a second one, or the palm, does not.
let stroke = null;

addEventListener("pointerdown", (event) => {
  const field = event.button === 0 && event.isPrimary && !stroke && event.target.closest?.(".signature-pad svg");
  if (!field) return;
  const drawn = field.querySelector("path").getAttribute("d");
  // A name that was typed stands until it is cleared, and a field that is full takes no more.
  if ((answerOf(field) && !drawn) || drawn.length > LONGEST) return;
  event.preventDefault();
  field.setPointerCapture(event.pointerId);
  const last = place(field, event);
  // Twice, so that a dot can be seen.
  stroke = { field, id: event.pointerId, last, drawn: `${drawn}M${last.join(" ")} ${last.join(" ")}` };
  show();
});

addEventListener("pointermove", (event) => {
  if (stroke?.id !== event.pointerId) return;
  const [x, y] = place(stroke.field, event);
  if (Math.hypot(x - stroke.last[0], y - stroke.last[1]) < APART || stroke.drawn.length > LONGEST) return;
  stroke.last = [x, y];
  stroke.drawn += ` ${x} ${y}`;
  show();
});

for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, (event) => {
    if (stroke?.id !== event.pointerId) return;
    const { field, drawn } = stroke;
    stroke = null;
    if (field.isConnected) write(field, MARK + drawn);
  });
}

addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-signature-clear]");
  if (!button) return;
  const field = button.closest(".signature").querySelector("svg");
  field.querySelector("path").setAttribute("d", "");
  write(field, "");
  input(field).focus();
});

function show() {
  stroke.field.querySelector("path").setAttribute("d", stroke.drawn);
}

function write(field, answer) {
  field.closest(".signature").classList.toggle("inked", answer !== "");
  const target = input(field);
  target.value = answer;
  target.dispatchEvent(new Event("input", { bubbles: true }));
  target.dispatchEvent(new Event("change", { bubbles: true }));
}

function input(field) {
  return field.closest(".signature").querySelector("input");
}

function answerOf(field) {
  return input(field).value;
}

function place(field, event) {
  const box = field.getBoundingClientRect();
  const along = [(event.clientX - box.left) / (box.width || 1), (event.clientY - box.top) / (box.height || 1)];
  return along.map((part, axis) => Math.round(Math.min(1, Math.max(0, part)) * FIELD[axis]));
}
