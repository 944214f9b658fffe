import { fillSql, UnfilledSql, withoutEmptyFilters } from './asked-sql.js';

describe('fillSql', () => {
  it('puts each piece in every place of its name', () => {
    expect(fillSql('{{a}} + {{b}} - {{a}} {x:UInt8}', { a: '1', b: '2' })).toBe('1 + 2 - 1 {x:UInt8}');
  });

  it('refuses a place without a piece and a piece without a place', () => {
    expect(() => fillSql('{{a}}', {})).toThrow(UnfilledSql);
    expect(() => fillSql('1', { b: '2' })).toThrow('b');
  });
});

describe('withoutEmptyFilters', () => {
  const sql = `WHERE x = 1
  AND (empty({a:Array(String)}) OR f(y, ')') IN {a:Array(String)})
  AND (
    empty({b:Array(UInt64)}) OR z IN {b:Array(UInt64)} OR z IN (SELECT q FROM t WHERE (q = 1))
  )
  AND w = 2`;

  it('leaves out what nobody asks for, to its last bracket', () => {
    expect(withoutEmptyFilters(sql, { a: [], b: [] })).toBe('WHERE x = 1\n  AND w = 2');
  });

  it('keeps what is asked for, word for word', () => {
    expect(withoutEmptyFilters(sql, { a: ['1'], b: ['2'] })).toBe(sql);
    expect(withoutEmptyFilters(sql, { a: [], b: ['2'] })).toBe(sql.replace(/\n {2}AND \(empty.*/, ''));
  });

  it('keeps a filter whose value is not known: it is missed when it is bound', () => {
    expect(withoutEmptyFilters(sql, {})).toBe(sql);
  });

  it('touches no list that is empty in another place', () => {
    const other = 'SELECT (empty({a:Array(String)}) OR 1) AS x, NOT (1 AND empty({a:Array(String)}))';
    expect(withoutEmptyFilters(other, { a: [] })).toBe(other);
  });
});
