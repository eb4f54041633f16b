package io.llmloadtest.evidence.logs;

import java.util.function.IntUnaryOperator;

/**
 * A search that looks near first and then twice as far each time, so that what is not there is not looked for to the end of a
 * long line for each of the thousands of records that it may hold.
 */
final class Widening {

    private static final int FIRST_REACH = 1024;

    private Widening() {
    }

    /**
     * What a search finds with the least reach that finds anything.
     *
     * @param furthest the longest reach
     * @param search takes a reach and gives a place, or -1
     * @return the place; -1 when there is none, or {@code furthest} is negative
     */
    static int find(int furthest, IntUnaryOperator search) {
        if (furthest < 0) {
            return -1;
        }
        int reach = Math.min(FIRST_REACH, furthest);
        int found = search.applyAsInt(reach);
        while (found < 0 && reach < furthest) {
            reach = (int) Math.min(2L * reach, furthest);
            found = search.applyAsInt(reach);
        }
        return found;
    }
}
