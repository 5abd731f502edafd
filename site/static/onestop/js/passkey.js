/* A device that gave no passkey: the script of the account pages only tells the console. */
document.addEventListener("allauth.error", (event) => {
  for (const said of document.querySelectorAll("[data-key-failed]")) {
    event.preventDefault();
    said.hidden = false;
  }
});
