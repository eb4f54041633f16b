package io.llmloadtest.simulator;

/** Who ordered sequences from the engine and gets their tokens. */
interface Recipient {

    /** Its number in the truth book. */
    long ticket();

    /** Records a token in the metrics; on the server's thread, for all tokens of a step before the first of them is delivered, as in vLLM. */
    void account(Step.Output output);

    /** Passes a token on to the client; on the server's thread. */
    void deliver(Step.Output output);
}
