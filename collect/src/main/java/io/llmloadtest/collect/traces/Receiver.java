package io.llmloadtest.collect.traces;

/** An open port that takes spans. */
interface Receiver extends AutoCloseable {

    /** Where it listens; the port is the one that was got. */
    ListenAddress address();

    @Override
    void close();
}
