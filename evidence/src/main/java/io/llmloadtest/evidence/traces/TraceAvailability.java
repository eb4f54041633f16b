package io.llmloadtest.evidence.traces;

/** Whether traces could be received, and if not, what stood in the way. */
public sealed interface TraceAvailability {

    /**
     * They could.
     *
     * @param address where they were received
     */
    record Received(String address) implements TraceAvailability {}

    /**
     * They could not.
     *
     * @param address where they were meant to be received
     * @param problem what stood in the way
     * @param detail the system's words; may be empty
     */
    record Missing(String address, Problem problem, String detail) implements TraceAvailability {}

    /** Nobody asked for traces. */
    record NotAsked() implements TraceAvailability {}

    /** What can go wrong with traces. */
    enum Problem {
        /** The port could not be opened. */
        NOT_LISTENING,
        /** No span of a request came, though requests were sent. */
        NO_SPANS
    }
}
