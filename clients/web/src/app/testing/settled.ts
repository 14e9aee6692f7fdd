/** Lets every answer that is already there arrive. */
export const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0));
