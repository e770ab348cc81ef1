// Brings a part of the document to newer HTML without touching what somebody is doing in it: what was typed, what was
// unfolded, where the cursor is, and frames that have not changed.

import { Idiomorph } from "idiomorph";

export function morph(part, html) {
  Idiomorph.morph(part, html, {
    morphStyle: "innerHTML",
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed: (old) => !isTyped(old),
      beforeAttributeUpdated: (name, node) => !isKept(name, node),
    },
  });
}

// What was unfolded stays so, and a form that is being sent stays busy.
function isKept(name, node) {
  return (name === "open" && node.localName === "details") || (name === "aria-busy" && node.localName === "form");
}

// What stands in a form that only asks, such as a filter, is told by the page itself.
function isTyped(node) {
  if (node.form?.method === "get") return false;
  switch (node.localName) {
    case "textarea":
      return node.value !== node.defaultValue;
    case "input":
      return node.value !== node.defaultValue || node.checked !== node.defaultChecked;
    case "select":
      return [...node.options].some((option) => option.selected !== option.defaultSelected);
    default:
      return false;
  }
}
