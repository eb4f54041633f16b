package io.llmloadtest.model;

/** What a row of the comparison tables is about. The row names are part of the published result and never change. */
public enum Quantity {
    REQUEST_COUNT("Request Count", Kind.COUNT),
    AVG_TTFT("Avg TTFT (ms)", Kind.LATENCY),
    TOTAL_TOKENS("Total Tokens", Kind.COUNT),
    PROMPT_TOKENS("Prompt Tokens", Kind.COUNT),
    HTTP_REQUESTS("HTTP Requests", Kind.COUNT),
    AVG_E2E("Avg E2E (ms)", Kind.LATENCY),
    HTTP_ERRORS_METRICS("HTTP Errors (metrics)", Kind.COUNT),
    AVG_QUEUE("Avg Queue (ms)", Kind.LATENCY),
    AVG_PREFILL("Avg Prefill (ms)", Kind.LATENCY),
    AVG_DECODE("Avg Decode (ms)", Kind.LATENCY),
    AVG_ITL("Avg ITL (ms)", Kind.LATENCY),
    AVG_TPOT("Avg TPOT (ms)", Kind.LATENCY),
    AVG_IN_FLIGHT("Avg In Flight", Kind.LOAD),
    HTTP_200_COUNT("HTTP 200 Count", Kind.COUNT),
    AVG_THROUGHPUT("Avg Throughput", Kind.RATE),
    HTTP_ERRORS("HTTP Errors", Kind.COUNT),
    SERVER_ERRORS("Server Errors", Kind.COUNT);

    /** What a quantity is made of, and thereby how it is compared and printed. */
    public enum Kind {
        /** A whole number of things. */
        COUNT,
        /** Milliseconds; the server's is a lower bound of the client's. */
        LATENCY,
        /** Tokens per second. */
        RATE,
        /** Requests in flight, a mean over time. */
        LOAD
    }

    private final String rowName;
    private final Kind kind;

    Quantity(String rowName, Kind kind) {
        this.rowName = rowName;
        this.kind = kind;
    }

    /** The row's name, exactly as it is printed and published. */
    public String rowName() {
        return rowName;
    }

    /** How it is compared. */
    public Kind kind() {
        return kind;
    }
}
