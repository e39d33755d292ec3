// The table of connections: rows and explanations are unpacked when they are looked at, and everything from a capture
// goes in as text, never as markup. What is chosen stands behind the # of the address, so that it can be handed on.
(() => {
  'use strict';
  const PAGE = 100;
  const SHOWN = ['', 'stream', 'start', 'client', 'server', 'verdict', 'by', 'cause', 'number', 'number', 'number', 'number', 'number'];
  const VERDICT = 5;
  const CAUSE = 7;
  const HARM = 18;
  const SEARCHED = [3, 4, 5, 6, 7];
  const SORTED_BY = {2: 13, 8: 14, 9: 15, 10: 16, 11: 17}; // columns whose numbers stand elsewhere
  const $ = id => document.getElementById(id);
  const table = $('rows');
  const body = table.tBodies[0];
  const heads = [...table.tHead.querySelectorAll('button')];
  const together = Number(table.dataset.together);
  const blocks = document.querySelectorAll('.explanations');
  const explanations = new Map();
  const choices = ['q', 'verdict', 'cause', 'harm'];
  let lines;
  let rows;
  let chosen;
  let state;

  async function unpack(element) {
    const letters = atob(element.textContent);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) {
      bytes[i] = letters.charCodeAt(i);
    }
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  }

  const row = i => rows[i] ??= lines[i].split('\t');
  const element = (name, kind, text) => {
    const made = document.createElement(name);
    if (kind) {
      made.className = kind;
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  };

  function read() {
    const asked = new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
    state = {
      q: asked.get('q') ?? '',
      verdict: asked.get('verdict') ?? '',
      cause: asked.get('cause') ?? '',
      harm: asked.get('harm') ?? '',
      sort: Math.abs(asked.get('sort')) < SHOWN.length ? Number(asked.get('sort')) : 0, // negative for descending
      page: Math.max(1, parseInt(asked.get('page'), 10) || 1),
      open: new Set((asked.get('open') ?? '').split(' ').filter(Boolean)),
    };
  }

  function write() {
    const said = new URLSearchParams();
    choices.filter(each => state[each]).forEach(each => said.set(each, state[each]));
    if (state.sort) {
      said.set('sort', state.sort);
    }
    if (state.page > 1) {
      said.set('page', state.page);
    }
    if (state.open.size) {
      said.set('open', [...state.open].join(' '));
    }
    history.replaceState(null, '', '#' + (said.size ? said : 'table'));
  }

  function matches(i, words) {
    const cells = row(i);
    if (state.verdict && cells[VERDICT] !== state.verdict
        || state.cause && cells[CAUSE].replace(/^[~?]/, '') !== state.cause
        || state.harm && cells[HARM] !== state.harm) {
      return false;
    }
    const text = SEARCHED.map(column => cells[column]).join('\t').toLowerCase();
    return words.every(word => text.includes(word) || cells[1] === word);
  }

  function sortKey(column) {
    const numeric = heads[column - 1].hasAttribute('data-numeric') || column in SORTED_BY;
    const field = SORTED_BY[column] ?? column;
    return numeric
      ? i => Number(row(i)[field]) || 0
      : i => row(i)[field].replace(/^[~?]/, '').replace(/\d+/g, digits => digits.padStart(5, '0'));
  }

  function choose() {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    chosen = [];
    const all = !words.length && !choices.some(each => state[each]);
    for (let i = 0; i < lines.length; i++) {
      if (all || matches(i, words)) {
        chosen.push(i);
      }
    }
    if (state.sort) {
      const key = sortKey(Math.abs(state.sort));
      const keys = new Map(chosen.map(i => [i, key(i)]));
      const way = Math.sign(state.sort);
      chosen.sort((a, b) => {
        const [x, y] = [keys.get(a), keys.get(b)];
        return x < y ? -way : x > y ? way : a - b;
      });
    }
  }

  const pages = () => Math.max(1, Math.ceil(chosen.length / PAGE));

  function show() {
    state.page = Math.min(state.page, pages());
    const first = (state.page - 1) * PAGE;
    const visible = chosen.slice(first, first + PAGE);
    body.replaceChildren(...visible.map(line));
    visible.filter(i => state.open.has(row(i)[1])).forEach(i => explain(i, body.querySelector(`[data-row="${i}"]`)));
    for (const head of heads) {
      const sorted = Number(head.dataset.column) === Math.abs(state.sort);
      head.parentElement.setAttribute('aria-sort', !sorted ? 'none' : state.sort > 0 ? 'ascending' : 'descending');
    }
    choices.forEach(each => {
      if ($(each).value !== state[each]) {
        $(each).value = state[each];
      }
    });
    const count = n => n.toLocaleString('en');
    $('found').textContent = chosen.length === lines.length
      ? '' : `${count(chosen.length)} of ${count(lines.length)} match`;
    $('page').textContent = `Page ${count(state.page)} of ${count(pages())}`;
    $('pages').hidden = pages() === 1;
    $('first').disabled = $('before').disabled = state.page === 1;
    $('last').disabled = $('next').disabled = state.page === pages();
  }

  function line(i) {
    const cells = row(i);
    const made = element('tr', `row ${cells[0]} ${cells[HARM]}`);
    made.dataset.row = i;
    for (let column = 1; column < SHOWN.length; column++) {
      const cell = element(column === 1 ? 'th' : 'td', SHOWN[column], column === 1 ? undefined : cells[column]);
      if (column === 1) {
        cell.scope = 'row';
        const button = element('button', 'open', cells[1]);
        button.type = 'button';
        button.setAttribute('aria-expanded', 'false');
        button.setAttribute('aria-label', `Explain stream ${cells[1]}`);
        cell.append(button);
      }
      made.append(cell);
    }
    return made;
  }

  async function explanation(i) {
    const block = Math.floor(i / together);
    if (!explanations.has(block)) {
      explanations.set(block, unpack(blocks[block]).then(text => text.split('\f\n')));
    }
    return (await explanations.get(block))[i % together];
  }

  async function explain(i, above) {
    const note = element('tr', 'note');
    note.id = `note-${i}`;
    const cell = element('td');
    cell.colSpan = SHOWN.length - 1;
    note.append(cell);
    above.after(note);
    const button = above.querySelector('.open');
    button.setAttribute('aria-expanded', 'true');
    button.setAttribute('aria-controls', note.id);
    let list = null;
    for (const passage of (await explanation(i)).split('\n').filter(Boolean)) {
      const [kind, indent, label, text] = passage.split('\t');
      if (label || list && !list.closed && Number(indent) === list.indent && list.labelled) {
        if (!list) {
          list = {made: element('dl'), indent: Number(indent), labelled: true};
          cell.append(list.made);
        }
        if (label) {
          list.made.append(element('dt', '', label));
        }
        list.made.append(element('dd', '', text));
        continue;
      }
      list = null;
      cell.append(kind === 'H' ? element('h3', '', text) : element('p', Number(indent) > 4 ? 'in' : '', text));
    }
  }

  function toggle(above) {
    const i = Number(above.dataset.row);
    const stream = row(i)[1];
    const button = above.querySelector('.open');
    if (state.open.delete(stream)) {
      above.nextElementSibling.remove();
      button.setAttribute('aria-expanded', 'false');
      button.removeAttribute('aria-controls');
    } else {
      state.open.add(stream);
      explain(i, above);
    }
    write();
  }

  function change(what) {
    Object.assign(state, {page: 1}, what);
    write();
    choose();
    show();
  }

  function turn(page) {
    state.page = page;
    write();
    show();
    $('table').scrollIntoView();
  }

  /** What a link or a reader asks for: a row that is to be open is looked up, whatever page it is on. */
  function follow() {
    read();
    choose();
    if (state.open.size && !new URLSearchParams(location.hash.slice(1)).has('page')) {
      const at = chosen.findIndex(i => state.open.has(row(i)[1]));
      state.page = at < 0 ? 1 : Math.floor(at / PAGE) + 1;
    }
    show();
    const opened = body.querySelector('[aria-expanded=true]');
    if (opened) {
      opened.scrollIntoView({block: 'center'});
      opened.focus({preventScroll: true});
    } else if (location.hash.includes('=')) {
      $('table').scrollIntoView();
    }
  }

  body.addEventListener('click', event => {
    const above = event.target.closest('tr.row');
    const reading = !event.target.closest('button') && String(getSelection());
    if (above && !reading) {
      toggle(above);
    }
  });
  heads.forEach(head => head.addEventListener('click', () => {
    const column = Number(head.dataset.column);
    change({sort: state.sort === column ? -column : state.sort === -column ? 0 : column});
  }));
  let pause;
  $('q').addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => change({q: $('q').value}), 150);
  });
  ['verdict', 'cause', 'harm'].forEach(each => $(each).addEventListener('change', () => change({[each]: $(each).value})));
  $('clear').addEventListener('click', () => change({q: '', verdict: '', cause: '', harm: '', sort: 0, open: new Set()}));
  $('choose').addEventListener('submit', event => event.preventDefault());
  $('first').addEventListener('click', () => turn(1));
  $('before').addEventListener('click', () => turn(state.page - 1));
  $('next').addEventListener('click', () => turn(state.page + 1));
  $('last').addEventListener('click', () => turn(pages()));
  addEventListener('hashchange', () => location.hash.includes('=') && follow());
  addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(each => { each.open = true; }));

  unpack($('lines')).then(text => {
    lines = text.split('\n');
    lines.pop();
    rows = new Array(lines.length);
    $('blocked').hidden = true;
    table.hidden = false;
    $('choose').hidden = lines.length === 1;
    follow();
    if (lines.length === 1 && !state.open.size) {
      toggle(body.rows[0]);
    }
    table.setAttribute('aria-busy', 'false');
  });
})();
