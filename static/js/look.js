// The error summary takes the focus, so that a screen reader starts there.
document.querySelector(".errors[tabindex]")?.focus();
