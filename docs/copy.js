// Above each page: a button that copies the page as Markdown, which the page itself holds, and a link to that Markdown.
(() => {
  const source = document.getElementById("page-source");
  const article = document.querySelector("article");
  if (!source || !article) return;

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without leave to use the clipboard, or in a browser that gives none to files: what is selected can be copied.
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };

  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy page";
  button.addEventListener("click", async () => {
    await copied(JSON.parse(source.textContent));
    button.textContent = "Copied";
  });
  const link = document.createElement("a");
  link.href = source.dataset.address;
  link.textContent = "Markdown";
  const bar = document.createElement("p");
  bar.className = "page-source";
  bar.append(button, link);
  article.prepend(bar);
})();
