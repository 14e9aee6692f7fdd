/** Why there is no picture. */
export type CameraProblem = 'refused' | 'missing';

/** Reads the QR code in a picture, where there is one. */
type Reader = (picture: HTMLCanvasElement) => Promise<string | undefined>;

/** What this needs of the browser's own reader, which some have. */
type NativeReader = {
    new (options: { readonly formats: readonly string[] }): {
        detect(picture: HTMLCanvasElement): Promise<readonly { readonly rawValue: string }[]>;
    };
    getSupportedFormats(): Promise<readonly string[]>;
};

/** So many pictures a second are read at most. */
const between = 150;
/** The longer side of the picture that is read. */
const longest = 640;

/**
 * Shows the camera and tells every code that it sees, until the signal ends it; then the camera is off. Pictures stay in this function.
 * @returns why there is no picture, or undefined once it ended.
 */
export async function watch(
    video: HTMLVideoElement,
    signal: AbortSignal,
    found: (text: string) => void,
): Promise<CameraProblem | undefined> {
    const stream = await opened();
    if (typeof stream === 'string') {
        return stream;
    }
    try {
        // The sheet may have been closed while the person was asked.
        if (!signal.aborted) {
            video.srcObject = stream;
            await video.play();
            await read(video, signal, found);
        }
    } catch (failure) {
        if (!signal.aborted) {
            throw failure;
        }
    } finally {
        stream.getTracks().forEach((track) => track.stop());
        video.srcObject = null;
    }
    return undefined;
}

async function opened(): Promise<MediaStream | CameraProblem> {
    try {
        return await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'environment' } });
    } catch (failure) {
        return failure instanceof DOMException && failure.name === 'NotAllowedError' ? 'refused' : 'missing';
    }
}

async function read(video: HTMLVideoElement, signal: AbortSignal, found: (text: string) => void): Promise<void> {
    const reader = await readerHere();
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d', { willReadFrequently: true });
    while (!signal.aborted) {
        const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight, 1));
        canvas.width = Math.round(video.videoWidth * scale);
        canvas.height = Math.round(video.videoHeight * scale);
        if (canvas.width > 0) {
            context?.drawImage(video, 0, 0, canvas.width, canvas.height);
            const text = await reader(canvas);
            if (text !== undefined && !signal.aborted) {
                found(text);
            }
        }
        await new Promise((next) => setTimeout(next, between));
    }
}

/** The browser's own reader, else one that is fetched now. */
async function readerHere(): Promise<Reader> {
    const Native = (globalThis as { readonly BarcodeDetector?: NativeReader }).BarcodeDetector;
    if (Native !== undefined && (await Native.getSupportedFormats()).includes('qr_code')) {
        const reader = new Native({ formats: ['qr_code'] });
        return async (picture) => (await reader.detect(picture))[0]?.rawValue;
    }
    const { readQr } = await import('./qrPicture.ts');
    return (picture) => {
        const pixels = picture.getContext('2d')?.getImageData(0, 0, picture.width, picture.height);
        return Promise.resolve(pixels && readQr(pixels));
    };
}
