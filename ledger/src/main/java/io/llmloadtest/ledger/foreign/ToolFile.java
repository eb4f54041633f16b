package io.llmloadtest.ledger.foreign;

import java.io.IOException;
import java.util.function.Consumer;

/** A tool's result, opened: what it says as a whole is known, its single requests are read one by one. */
interface ToolFile {

    /** What the tool says. */
    ToolReport report();

    /** The clock of its requests; {@link ToolClock#NONE} when it keeps no requests, or none with a start. */
    ToolClock clock();

    /** Whether it keeps single requests at all. */
    boolean keepsRequests();

    /**
     * Hands out every request, in the order of the file.
     *
     * @throws IOException when the file cannot be read to its end; the message names it
     */
    void each(Consumer<ToolRequest> sink) throws IOException;
}
