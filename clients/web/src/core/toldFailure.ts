/** Something that was not done and that the person is told of by its problem alone: it names nobody and holds nobody's words. */
export abstract class ToldFailure<Problem extends string> extends Error {
    readonly problem: Problem;

    constructor(part: string, problem: Problem) {
        super(`${part}: ${problem}`);
        this.name = 'ToldFailure';
        this.problem = problem;
    }
}
