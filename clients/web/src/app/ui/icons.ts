/** One stroke of an icon on a field of 24 by 24; the width is 2 unless given. */
export type Stroke = { readonly d: string; readonly width?: number; readonly dash?: string };

const strokes = {
    back: [{ d: 'M15 5l-7 7 7 7' }],
    eye: [{ d: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0' }],
    lock: [{ d: 'M7 11h10a2 2 0 0 1 2 2v5a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-5a2 2 0 0 1 2 -2zM8 11V8a4 4 0 018 0v3' }],
    clock: [{ d: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M12 7v5l3 2' }],
    relay: [{ d: 'M12 15V4m-4 4l4-4 4 4M4 14v6h16v-6' }],
    what: [
        { d: 'M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1 -3 3h-10a3 3 0 0 1 -3 -3v-10a3 3 0 0 1 3 -3z', dash: '3 3' },
        { d: 'M10 10a2 2 0 114 0c0 1.5-2 1.5-2 3M12 16v.1' },
    ],
    alarm: [{ d: 'M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM12 7v6M12 16.5v.1' }],
    people: [{ d: 'M5.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 010 6M18 14c2 .5 3.5 2.5 3.5 6' }],
    phone: [{ d: 'M9 2h6a2 2 0 0 1 2 2v16a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v-16a2 2 0 0 1 2 -2zM11 18.5h2' }],
    send: [{ d: 'M4 12h15M13 6l6 6-6 6' }],
    lang: [{ d: 'M3 6h10M8 3v3c0 5-3 8-5 9M5 9c1 3 4 5 7 6M12 21l4.5-11L21 21M13.5 17.5h6' }],
    hand: [
        {
            d: 'M7 12V6.5a1.5 1.5 0 013 0V11m0-6.5V4a1.5 1.5 0 013 0v7m0-5.5a1.5 1.5 0 013 0V12m0-3.5a1.5 1.5 0 013 0V15a6 6 0 01-6 6h-1c-2.5 0-4-1-5.5-3.5L4.3 14a1.5 1.5 0 012.5-1.6L8 14',
        },
    ],
    org: [{ d: 'M3 20h18M5 20V9l7-5 7 5v11M9 20v-6h6v6' }],
    nolink: [{ d: 'M4 9c5-5 11-5 16 0M7 13c3-3 7-3 10 0M12 18h.01M3 3l18 18' }],
    object: [{ d: 'M4 4h16v12h-9l-4 4v-4H4zM12 7v4M12 13.5v.1' }],
    'k-plenary': [
        { d: 'M7.5 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0' },
        { d: 'M12 2.8v.01M12 21.2v.01M2.8 12h.01M21.2 12h.01M5.5 5.5v.01M18.5 5.5v.01M5.5 18.5v.01M18.5 18.5v.01', width: 3.2 },
    ],
    'k-caucus': [{ d: 'M15 6a6 6 0 000 12z' }, { d: 'M4.5 12h.01M6.5 6.5v.01M6.5 17.5v.01M11 3v.01M11 21v.01', width: 3.2 }],
    'k-working': [{ d: 'M8 8h8v8H8z' }, { d: 'M12 3v.01M12 21v.01M3 12h.01M21 12h.01', width: 3.2 }],
    'k-private': [{ d: 'M8 12h8' }, { d: 'M4 12h.01M20 12h.01', width: 5 }],
    'k-commons': [{ d: 'M5 9h11v5a5 5 0 01-5 5h-1a5 5 0 01-5-5zM16 10h2a2 2 0 010 5h-2M8 3v3M12.5 3v3' }],
    'k-desk': [{ d: 'M3 9h18M5 9v11M19 9v11M9 13h6M9 5h6v4' }],
    charter: [{ d: 'M7 3h10a2 2 0 0 1 2 2v16H9a2 2 0 0 1 -2 -2zM10.5 8h5M10.5 12h5M10.5 16h3' }],
    check: [{ d: 'M5 12.5l4.5 4.5L19 7' }],
    more: [{ d: 'M5 12h.01M12 12h.01M19 12h.01', width: 3.5 }],
    seal: [{ d: 'M4 20c4-1 9-6 13-13l3-3-1 4C15 14 9 17 4 20zM4 20h16' }],
    notyet: [{ d: 'M4 12a8 8 0 1 0 16 0a8 8 0 1 0 -16 0', dash: '3 3.3' }],
    reply: [{ d: 'M10 6l-6 5 6 5M4 11h9c4 0 7 2.5 7 7' }],
    search: [{ d: 'M4 10.5a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0M15.5 15.5L21 21' }],
    close: [{ d: 'M6 6l12 12M18 6L6 18' }],
    go: [{ d: 'M9 5l7 7-7 7' }],
} satisfies Record<string, readonly Stroke[]>;

export type IconName = keyof typeof strokes;

/** What an icon is drawn of. */
export const strokesOf = (name: IconName): readonly Stroke[] => strokes[name];
