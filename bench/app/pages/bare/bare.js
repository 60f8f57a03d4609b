/** What is typed goes to the other window, what comes from there is a line; nothing else. */
const input = document.querySelector('input');
const list = document.querySelector('ul');
const add = (text) => {
  const line = document.createElement('li');
  line.textContent = text;
  list.append(line);
};

input.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  window.bare.say(input.value);
  input.value = '';
});
window.bare.heard(add);
for (let i = 0; i < Number(new URLSearchParams(location.search).get('lines') ?? 0); i += 1)
  add(`Line ${i} of a list that nobody made faster or slower than a browser has it.`);
