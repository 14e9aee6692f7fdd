import WelcomeScreen from './features/welcome/WelcomeScreen.svelte';

/** The parts of the page that are fetched when they are first needed; the first one comes with the page. */
export const screens = {
    welcome: () => Promise.resolve({ default: WelcomeScreen }),
    waiting: () => import('./features/welcome/Waiting.svelte'),
    unlock: () => import('./features/lock/Unlock.svelte'),
    workspace: () => import('./features/channels/Workspace.svelte'),
    device: () => import('./features/lock/DeviceSheet.svelte'),
    wipe: () => import('./features/lock/WipeSheet.svelte'),
    travel: () => import('./features/lock/TravelSheet.svelte'),
    verify: () => import('./features/verification/VerifySheet.svelte'),
    cut: () => import('./features/cut/CutSheet.svelte'),
    exposure: () => import('./features/cut/ExposureSheet.svelte'),
    link: () => import('./features/lock/LinkSheet.svelte'),
    newChannel: () => import('./features/opening/NewChannelSheet.svelte'),
    charter: () => import('./features/charter/CharterSheet.svelte'),
    admissions: () => import('./features/admissions/AdmissionsSheet.svelte'),
    papers: () => import('./features/papers/PapersSheet.svelte'),
    alarm: () => import('./ui/AlarmSheet.svelte'),
};
