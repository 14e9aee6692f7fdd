import { describe, expect, test } from 'vitest';
import { readCatalogs } from '../../../build/messages.mjs';
import { languages } from './catalogs.ts';

const catalogs = readCatalogs();
const tags = languages.map(({ tag }) => tag);
const textsOf = (tag: string): readonly (readonly [key: string, text: string])[] => Object.entries(catalogs[tag] ?? {});

/** Words of machinery, which no screen says (practice.md §5). `\\b` knows no letters but ours, hence the look behind. */
const never: Readonly<Record<string, RegExp>> = {
    en: /\b(session|key|epoch|(en|de)crypt\w*|sync\w*|server|error code|password)s?\b/i,
    ar: /جلسة|مفتاح (?!Enter)|تشفير|مشفّر|مزامنة|خادم|رمز الخطأ/,
    zh: /会话|密钥|钥匙|纪元|加密|解密|同步|服务器|错误代码|密码/,
    fr: /(?<!\p{L})(session|clés?(?!\p{L})|époque|(dé)?chiffr(ement|é|er)|(dé)?crypt|synchron|serveur|code d’erreur|mot de passe)/iu,
    ru: /(?<!\p{L})(сеанс|сесси|ключ|эпох|(за|рас|де)?шифр|синхрон|сервер|код ошибки|парол)/iu,
    es: /(?<!\p{L})(sesi[oó]n|claves?(?!\p{L})|llave|época|(des)?cifr(ad|ar)|(en|des)cript|sincron|servidor|código de error|contraseña)/iu,
};
const said: Readonly<Record<string, string>> = {
    en: 'The server lost your session.',
    ar: 'خادم الجلسة',
    zh: '加密会话',
    fr: 'La clé de session',
    ru: 'Ключ сеанса на сервере',
    es: 'La clave de sesión',
};

/** One word for one thing: wherever English says the first, each language says its own. */
const terms: readonly Readonly<Record<string, RegExp>>[] = [
    { en: /relay/i, ar: /محطة النقل/, zh: /中继站/, fr: /relais/i, ru: /ретранслятор/i, es: /repetidor/i },
    { en: /charter/i, ar: /ميثاق/, zh: /章程/, fr: /charte/i, ru: /харти/i, es: /carta/i },
    { en: /(?<!\{)\bchannel/i, ar: /قنا|قنوات/, zh: /频道/, fr: /canal|canaux/i, ru: /канал/i, es: /canal/i },
    { en: /plenary/i, ar: /اللقاء الجامع/, zh: /全体会议/, fr: /plénière/i, ru: /пленарн/i, es: /plenaria/i },
    { en: /caucus/i, ar: /خلوة/, zh: /单方会议/, fr: /caucus/i, ru: /совещани. сторон/i, es: /caucus/i },
    { en: /facilitator/i, ar: /ميسّر/, zh: /协调人/, fr: /facilitat/i, ru: /фасилитатор/i, es: /facilita/i },
    { en: /organizer/i, ar: /منظِّم/, zh: /组织者/, fr: /organisat/i, ru: /организатор/i, es: /organiza/i },
    { en: /officer/i, ar: /مسؤول/, zh: /负责人/, fr: /responsable/i, ru: /уполномоченн/i, es: /responsable/i },
    { en: /invitation/i, ar: /دعوة/, zh: /邀请/, fr: /invitation/i, ru: /приглашени/i, es: /invitación/i },
    { en: /passphrase/i, ar: /عبارة/, zh: /口令/, fr: /phrase secrète/i, ru: /кодов\S+ фраз/i, es: /frase de acceso/i },
    { en: /digits/i, ar: /أرقام|رقم/, zh: /数字/, fr: /chiffres/i, ru: /цифр/i, es: /cifras/i },
];

test('there is a catalog for each language that is offered, and no other', () => {
    expect(Object.keys(catalogs).sort()).toEqual([...tags].sort());
});

describe.each(tags)('the words of %s', (tag) => {
    test('say nothing of machinery', () => {
        expect(said[tag]).toMatch(never[tag] as RegExp);
        expect(textsOf(tag).filter(([, text]) => never[tag]?.test(text))).toEqual([]);
    });

    test('name one thing by one word', () => {
        const strays = terms.flatMap((term) =>
            textsOf('en')
                .filter(([, text]) => term['en']?.test(text))
                .map(([key]) => [key, catalogs[tag]?.[key] ?? ''] as const)
                .filter(([, text]) => !term[tag]?.test(text)),
        );
        expect(strays).toEqual([]);
    });

    test('to be typed compare alike on every keyboard', () => {
        for (const key of ['wipe.word', 'travel.word']) {
            const word = catalogs[tag]?.[key] ?? '';
            expect(word).toMatch(/^\p{L}{2,}$/u);
            expect([word.toLowerCase().toUpperCase(), word.normalize('NFD'), word.normalize('NFC')]).toEqual([word, word, word]);
        }
    });

    test('are written with the marks of its script', () => {
        const wrong = { zh: /[,;:?!]|(?<!\d)\.(?!\d)|[«»]/, fr: /(?<![\u00a0\u202f])[;:!?»]|«(?!\u00a0)/ }[tag as string];
        const plainOf = (text: string) => text.replaceAll(/\{[a-z]+(, plural,)?|[{}#]/g, '');
        expect(textsOf(tag).filter(([, text]) => /['"]|^\s|\s$| {2}/.test(text))).toEqual([]);
        expect(textsOf(tag).filter(([, text]) => wrong?.test(plainOf(text)))).toEqual([]);
    });
});

test('are those of the glossary', () => {
    const { en, ar } = catalogs as Readonly<Record<'en' | 'ar', Readonly<Record<string, string>>>>;
    expect([en['sees.title'], ar['sees.title']]).toEqual(['Who can see what', 'من يرى ماذا']);
    expect([en['talk.readers'], ar['talk.readers']]).toEqual(['Can read this now', 'يستطيع القراءة الآن']);
    expect([en['state.waiting'], ar['state.waiting']]).toEqual(['Waiting on this phone', 'بالانتظار على هذا الهاتف']);
    expect([en['state.at-relay'], ar['state.at-relay']]).toEqual(['At the relay', 'عند محطة النقل']);
    expect([en['wait.differ'], ar['wait.differ']]).toEqual(['They differ', 'مختلفة']);
    expect([en['wait.same'], ar['wait.same']]).toEqual(['All the same', 'كلها متطابقة']);
});
