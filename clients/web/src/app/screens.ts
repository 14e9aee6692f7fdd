/** The parts of the page that are fetched when they are first needed. */
export const screens = {
    noLink: () => import('./features/welcome/NoLink.svelte'),
    begin: () => import('./features/founding/Begin.svelte'),
    passphrase: () => import('./features/welcome/Passphrase.svelte'),
    waiting: () => import('./features/welcome/Waiting.svelte'),
    unlock: () => import('./features/lock/Unlock.svelte'),
    workspace: () => import('./features/channels/Workspace.svelte'),
    verify: () => import('./features/verification/VerifySheet.svelte'),
    cut: () => import('./features/cut/CutSheet.svelte'),
    home: () => import('./features/home/HomeSheet.svelte'),
    search: () => import('./features/search/SearchSheet.svelte'),
    address: () => import('./features/channel/markup/AddressSheet.svelte'),
    alarm: () => import('./ui/AlarmSheet.svelte'),
};

/** Sheets that are about the device as a whole. */
export const plainSheets = {
    wipe: () => import('./features/lock/WipeSheet.svelte'),
    about: () => import('./features/about/AboutSheet.svelte'),
    'closing-key': () => import('./features/lock/ClosingKeySheet.svelte'),
    travel: () => import('./features/lock/TravelSheet.svelte'),
    exposure: () => import('./features/cut/ExposureSheet.svelte'),
    link: () => import('./features/lock/LinkSheet.svelte'),
    charter: () => import('./features/charter/CharterSheet.svelte'),
    admissions: () => import('./features/admissions/AdmissionsSheet.svelte'),
    papers: () => import('./features/papers/PapersSheet.svelte'),
    draft: () => import('./features/charter/DraftSheet.svelte'),
    keys: () => import('./features/keys/KeysSheet.svelte'),
    menu: () => import('./features/channel/MenuSheet.svelte'),
};

/** Sheets that are about this device and its person. */
export const deviceSheets = {
    device: () => import('./features/lock/DeviceSheet.svelte'),
    'new-channel': () => import('./features/opening/NewChannelSheet.svelte'),
};

/** Sheets that are about the open channel. */
export const channelSheets = {
    roster: () => import('./features/people/RosterSheet.svelte'),
    guide: () => import('./features/guiding/GuideSheet.svelte'),
    text: () => import('./features/text/TextSheet.svelte'),
};

/** What lies over the screen. */
export type SheetName =
    keyof typeof plainSheets | keyof typeof deviceSheets | keyof typeof channelSheets | 'cut' | 'verify' | 'search' | 'home';

/** The one of these sheets that has a name. */
export const named = <Sheet>(sheets: Readonly<Record<string, Sheet>>, name: SheetName | undefined): Sheet | undefined => sheets[name ?? ''];
