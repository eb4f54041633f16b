package io.llmloadtest.verdict.balance;

import io.llmloadtest.model.Reading;

/**
 * What lies between the server's time to first token and the client's by nature, in milliseconds. The server's starts when
 * the request has been read and ends when the engine's output is taken up (vLLM V1). Beside it, what explains no gap but
 * says where time went: opening connections, before either side's clock starts, and what the server's own time is made of.
 *
 * @param write sending the request
 * @param apiServer the API server's share: HTTP duration less the engine's end-to-end latency
 * @param roundTrip the network's round trip, measured while idle
 * @param instrument how late the client itself was on average
 * @param connect opening connections, spread over all requests; outside of both times
 * @param queue waiting in the engine, inside the server's time
 * @param prefill taking in the prompt, inside the server's time
 * @param frontEnd what the server's time has beyond queue and prefill: tokenizing, handing over, taking up
 */
public record Parts(Reading write, Reading apiServer, Reading roundTrip, Reading instrument, Reading connect,
        Reading queue, Reading prefill, Reading frontEnd) {

    /** What is known of the gap's parts, together. */
    public double known() {
        return Math.max(0, write.known().orElse(0)) + Math.max(0, apiServer.known().orElse(0))
                + Math.max(0, roundTrip.known().orElse(0))
                + Math.max(0, instrument.known().orElse(0));
    }
}
