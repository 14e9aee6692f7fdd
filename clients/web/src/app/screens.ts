/** The parts of the page that are fetched when they are first needed. */
export const screens = {
    noLink: () => import('./features/welcome/NoLink.svelte'),
    begin: () => import('./features/founding/Begin.svelte'),
    passphrase: () => import('./features/welcome/Passphrase.svelte'),
    waiting: () => import('./features/welcome/Waiting.svelte'),
    unlock: () => import('./features/lock/Unlock.svelte'),
    workspace: () => import('./features/channels/Workspace.svelte'),
    device: () => import('./features/lock/DeviceSheet.svelte'),
    about: () => import('./features/about/AboutSheet.svelte'),
    wipe: () => import('./features/lock/WipeSheet.svelte'),
    closingKey: () => import('./features/lock/ClosingKeySheet.svelte'),
    travel: () => import('./features/lock/TravelSheet.svelte'),
    roster: () => import('./features/people/RosterSheet.svelte'),
    guide: () => import('./features/guiding/GuideSheet.svelte'),
    draft: () => import('./features/charter/DraftSheet.svelte'),
    verify: () => import('./features/verification/VerifySheet.svelte'),
    cut: () => import('./features/cut/CutSheet.svelte'),
    exposure: () => import('./features/cut/ExposureSheet.svelte'),
    link: () => import('./features/lock/LinkSheet.svelte'),
    newChannel: () => import('./features/opening/NewChannelSheet.svelte'),
    charter: () => import('./features/charter/CharterSheet.svelte'),
    admissions: () => import('./features/admissions/AdmissionsSheet.svelte'),
    papers: () => import('./features/papers/PapersSheet.svelte'),
    menu: () => import('./features/channel/MenuSheet.svelte'),
    text: () => import('./features/text/TextSheet.svelte'),
    home: () => import('./features/home/HomeSheet.svelte'),
    search: () => import('./features/search/SearchSheet.svelte'),
    keys: () => import('./features/keys/KeysSheet.svelte'),
    address: () => import('./features/channel/markup/AddressSheet.svelte'),
    alarm: () => import('./ui/AlarmSheet.svelte'),
};

/** What lies over the screen. */
export type SheetName =
    | 'device'
    | 'wipe'
    | 'closing-key'
    | 'travel'
    | 'roster'
    | 'verify'
    | 'guide'
    | 'papers'
    | 'charter'
    | 'draft'
    | 'admissions'
    | 'cut'
    | 'exposure'
    | 'link'
    | 'new-channel'
    | 'about'
    | 'menu'
    | 'text'
    | 'home'
    | 'search'
    | 'keys';
