package io.llmloadtest.evidence.logs;

import java.util.Map;

/**
 * The access lines of calls ({@code POST /v1/...}) in a stretch by the client's port, as uvicorn saw it.
 *
 * @param lines how many lines each port has
 * @param leftOut lines beyond what fits, or without a port
 */
public record PortLines(Map<Integer, Integer> lines, long leftOut) {

    /** There is no such line. */
    public static final PortLines NONE = new PortLines(Map.of(), 0);

    public PortLines {
        lines = Map.copyOf(lines);
    }
}
