import { parseExact } from './exact-json.js';

it('keeps every digit of a number that JavaScript would round', () => {
  expect(parseExact('{"token":5753750845017966998,"at":1795352400987,"half":0.5}')).toEqual({
    token: '5753750845017966998',
    at: 1795352400987,
    half: 0.5,
  });
});

it('gives the same as JSON.parse where nothing is lost', () => {
  const text = '{"a":[1,-2,3.25,1e3],"b":{"c":null,"d":"9007199254740993"},"e":9007199254740991}';
  expect(parseExact(text)).toEqual(JSON.parse(text));
});

it('throws for what is no JSON', () => {
  expect(() => parseExact('{"a":12345678901234567')).toThrow();
});

it.each([
  '[5753750845017966998]',
  '{"a": -5753750845017966998}',
  '[1,5753750845017966998]',
  '5753750845017966998',
])('finds a long number wherever it stands: %s', (text) => {
  expect(JSON.stringify(parseExact(text))).toMatch(/"-?5753750845017966998"/);
});
