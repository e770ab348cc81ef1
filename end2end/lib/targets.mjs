// What a thumb can hit (WCAG 2.5.8, and 44 px of height as the phones' own guidelines ask).

/** Runs in the page: every visible control whose target is too small, in words. */
export function smallTargets() {
  const HEIGHT = 44;
  const WIDTH = 24;
  const CONTROLS = "button, input:not([type=hidden]), select, textarea, summary, a[href]";

  /** Not for those who only listen, nor for those who have not pressed Tab yet. */
  function shown(element) {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const { width, height, right, bottom } = element.getBoundingClientRect();
    const hidden = Boolean(element.closest(".visually-hidden, thead[aria-hidden]"));
    return !hidden && width > 1 && height > 1 && right > 0 && bottom + scrollY > 0;
  }

  const isInline = (element) => getComputedStyle(element).display === "inline";
  const paragraph = (element) => (isInline(element) ? paragraph(element.parentElement) : element);

  /** A link in a sentence is as high as its line, which WCAG lets it be. */
  function inSentence(element) {
    if (element.tagName !== "A" || !isInline(element)) return false;
    const around = paragraph(element);
    const words = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
    const isBeside = ({ data, parentElement }) =>
      /\p{L}/u.test(data) && !parentElement.closest("a, button") && shown(parentElement) && paragraph(parentElement) === around;
    while (words.nextNode()) if (isBeside(words.currentNode)) return true;
    return false;
  }

  /** The label belongs to what it names; a pseudo-element that lies over the control belongs to it, too. */
  function boxes(element) {
    const label = /^(radio|checkbox)$/.test(element.type) ? element.closest("label") ?? element.labels[0] : null;
    const laid = ["::before", "::after"].map((pseudo) => getComputedStyle(element, pseudo));
    return [
      element.getBoundingClientRect(),
      ...(label ? [label.getBoundingClientRect()] : []),
      ...laid
        .filter(({ content, position }) => content !== "none" && position === "absolute")
        .map(({ width, height }) => ({ width: Number.parseFloat(width), height: Number.parseFloat(height) })),
    ];
  }

  // Half a pixel is the browser's rounding.
  const large = ({ width, height }) => height >= HEIGHT - 0.5 && width >= WIDTH - 0.5;
  const told = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const words = (element.innerText ?? "").trim() || element.name || element.id;
    return `${element.tagName.toLowerCase()}.${element.className} “${words}” ${width.toFixed(1)}×${height.toFixed(1)}`;
  };
  const controls = [...document.querySelectorAll(CONTROLS)].filter((element) => shown(element) && !inSentence(element));
  return controls.filter((element) => !boxes(element).some(large)).map(told);
}
