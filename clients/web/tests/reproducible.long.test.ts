import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { buildIn } from './bundle.ts';

const parent = mkdtempSync(join(tmpdir(), 'sd-builds-'));

afterAll(() => rmSync(parent, { recursive: true, force: true }));

it('Two people who build the same sources get the same bytes', { timeout: 120_000 }, () => {
    const here = buildIn(join(parent, 'here'), { TZ: 'UTC', LANG: 'C.UTF-8' });
    const there = buildIn(join(parent, 'far', 'away', 'there'), { TZ: 'Asia/Tokyo', LANG: 'ar_EG.UTF-8' });

    expect([...there.files.keys()]).toEqual([...here.files.keys()]);
    expect([...here.files].filter(([path, bytes]) => !there.files.get(path)?.equals(bytes)).map(([path]) => path)).toEqual([]);
    expect(here.files.size).toBeGreaterThan(1);
});
