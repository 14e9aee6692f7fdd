/** Stands for a part of the hub's client that the page never chooses. */
function Unused() {
    throw new Error('this part of the hub client is not in the page');
}

export { Unused as MessageBuffer, Unused as ServerSentEventsTransport, Unused as Subject, Unused as XhrHttpClient };
