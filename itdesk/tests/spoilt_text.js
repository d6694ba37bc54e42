// Text of the open page that is cut off without an ellipsis, or lies over other text: a list of sentences.
// Each visible piece of text is held against the boxes around it, then against every other piece.
({ selects }) => {
  const SLACK = 3; // pixels: letters reach over their line by that much
  const SIDES = [["left", Math.max], ["top", Math.max], ["right", Math.min], ["bottom", Math.min]];
  const APART = ".topbar, thead, .toasts, details:not([open]) > :not(summary), dialog:not([open]), meter, script, template, option, textarea";
  const found = new Set();
  const known = new Map();

  function isHidden(element) {
    if (!known.has(element)) {
      const { display, visibility, opacity, clipPath } = getComputedStyle(element);
      const hidden = display === "none" || visibility === "hidden" || opacity === "0" || clipPath !== "none";
      known.set(element, hidden || Boolean(element.parentElement && isHidden(element.parentElement)));
    }
    return known.get(element);
  }

  const shared = (one, other) => Object.fromEntries(SIDES.map(([side, pick]) => [side, pick(one[side], other[side])]));

  // What of the text is seen through the boxes around it; null when that is nothing
  function seen(element, rect, words) {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const { display, overflowX, overflowY, textOverflow } = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      if (edge.width <= 1 || edge.height <= 1) return null; // for screen readers alone
      if (display === "inline" || (overflowX === "visible" && overflowY === "visible")) continue;
      const scrolls = /auto|scroll/.test(overflowX + overflowY);
      const isHigh = rect.bottom - edge.bottom > SLACK || edge.top - rect.top > SLACK;
      const isWide = rect.right - edge.right > SLACK && textOverflow !== "ellipsis";
      if (!scrolls && (isHigh || isWide)) found.add(`cut off: ${words}`);
      rect = shared(rect, edge);
    }
    return rect;
  }

  const lines = [];
  const walker = document.createTreeWalker(document.querySelector("dialog[open]") || document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const words = node.data.trim().slice(0, 40);
    const element = node.parentElement;
    if (!words || element.closest(APART) || isHidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const whole = seen(element, range.getBoundingClientRect(), words);
    if (whole) for (const rect of range.getClientRects()) lines.push({ node, words, dock: element.closest(".composer-dock"), ...shared(rect, whole) });
  }

  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, at) => {
    for (const other of lines.slice(at + 1)) {
      if (other.top > one.bottom - SLACK * 2) break;
      const both = shared(one, other);
      const isOver = both.right - both.left > SLACK && both.bottom - both.top > SLACK * 2;
      if (isOver && other.node !== one.node && other.dock === one.dock) // the stream goes on behind the composer
        found.add(`overlap: ${one.words} / ${other.words}`);
    }
  });

  const pen = document.createElement("canvas").getContext("2d");
  for (const select of selects ? document.querySelectorAll("main select") : []) {
    const { fontWeight, fontSize, fontFamily, paddingLeft, paddingRight } = getComputedStyle(select);
    const words = select.selectedOptions[0]?.text || "";
    pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    if (!isHidden(select) && !select.closest(APART) && pen.measureText(words).width - room > SLACK) found.add(`cut off: ${words}`);
  }
  return [...found];
}
