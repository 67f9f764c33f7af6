// Answering with the keyboard: 1 to 5, 0 or ? for "I do not know", back with ← or Backspace.

const BUTTONS = { 1: "-2", 2: "-1", 3: "0", 4: "1", 5: "2", 0: "unknown", "?": "unknown" };

function isTyping(target) {
  return target.closest("textarea, input:not([type=radio]), select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (isTyping(event.target)) return;
  const value = BUTTONS[event.key];
  const wanted = value
    ? document.querySelector(`#tap :is(.rate, .stack) [name=answer][value="${value}"], #tap .cannot[value="${value}"]`)
    : ["Backspace", "ArrowLeft"].includes(event.key) && document.querySelector("[data-act=back]");
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
