// Whether what is written can be read (WCAG 1.4.3).

/** Runs in the page: every visible text that stands out too little from what is behind it, in words. */
export function pale() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { parts: [red, green, blue], alpha: alpha / 255 };
  };
  const over = (upper, lower) => upper.parts.map((part, n) => part * upper.alpha + lower[n] * (1 - upper.alpha));

  /** The colours behind an element, one on the other, down to the first that lets nothing through. */
  function behind(element) {
    if (!element) return rgba("Canvas").parts;
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own.alpha === 1 ? own.parts : over(own, behind(element.parentElement));
  }

  function luminance(parts) {
    const [red, green, blue] = parts.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(element) {
    const ground = behind(element);
    const [dark, light] = [over(rgba(getComputedStyle(element).color), ground), ground].map(luminance).sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  /** 24 px, or 14 points where it is bold. */
  function isLarge({ fontSize, fontWeight }) {
    const size = Number.parseFloat(fontSize);
    return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
  }

  /** Not for those who only listen; what cannot be pressed may be pale. */
  function counts(element) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && !element.closest("script, style, option, .visually-hidden, :disabled, [aria-disabled=true]");
  }

  const written = new Set(document.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea"));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.data.trim()) written.add(texts.currentNode.parentElement);
  return [...written]
    .filter(counts)
    .map((element) => ({ element, is: contrast(element), needed: isLarge(getComputedStyle(element)) ? 3 : 4.5 }))
    .filter(({ is, needed }) => is < needed)
    .map(({ element, is }) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}” ${is.toFixed(2)}`);
}
