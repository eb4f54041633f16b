package io.llmloadtest.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which two servers take turns. It changes from round to round (AB, BA, AB, ...), so that neither a drift of the
 * machine nor what one run leaves behind for the next favours one of them.
 */
final class Turns {

    private Turns() {
    }

    /** Which of the two. */
    enum Side {
        A, B
    }

    /**
     * One run.
     *
     * @param round its round, from 1
     * @param side whose it is
     */
    record Turn(int round, Side side) {}

    /** All turns of so many rounds. */
    static List<Turn> of(int rounds) {
        List<Turn> turns = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            boolean forward = round % 2 == 1;
            turns.add(new Turn(round, forward ? Side.A : Side.B));
            turns.add(new Turn(round, forward ? Side.B : Side.A));
        }
        return turns;
    }
}
