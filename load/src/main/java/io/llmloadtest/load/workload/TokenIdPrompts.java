package io.llmloadtest.load.workload;

import java.util.StringJoiner;

/**
 * Prompts of plain token ids, for a vLLM whose tokenizer cannot be asked: its completions endpoint takes them as they are,
 * so their number is exact. The ids come from the range 1000 to 4999, which every vocabulary in use has, and which holds
 * ordinary pieces of words.
 *
 * @param pieces the ids, counted from the first of the range
 */
record TokenIdPrompts(PieceSequence pieces) implements PromptSource {

    private static final int FIRST = 1000;
    static final int RADIX = 4000;

    @Override
    public String json(Wanted wanted) {
        return list(pieces.marked(wanted.place(), wanted.tokens(), wanted.prefix()));
    }

    @Override
    public String withoutMark(Wanted wanted) {
        return list(pieces.unmarked(wanted.place(), wanted.tokens(), wanted.prefix()));
    }

    private static String list(int[] pieces) {
        StringJoiner list = new StringJoiner(",", "[", "]");
        for (int piece : pieces) {
            list.add(Integer.toString(FIRST + piece));
        }
        return list.toString();
    }

    @Override
    public int least() {
        return pieces.least();
    }

    @Override
    public int head() {
        return 0;
    }

    @Override
    public int leastFresh() {
        return pieces.leastFresh();
    }

    @Override
    public int sharedTokens() {
        return pieces.common();
    }

    @Override
    public long distinct(int tokens) {
        return pieces.distinct(tokens);
    }
}
