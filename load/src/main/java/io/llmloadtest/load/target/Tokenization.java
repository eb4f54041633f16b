package io.llmloadtest.load.target;

/**
 * A prompt in tokens.
 *
 * @param count their number
 * @param ids the tokens themselves; without elements when the server only counts
 */
@SuppressWarnings("ArrayRecordComponent") // read by index only, never compared
public record Tokenization(int count, int[] ids) {

    /** Whether the tokens are known, not only their number. */
    public boolean hasIds() {
        return ids.length == count;
    }

    /** How many tokens both have in common from the start. */
    public int commonStart(Tokenization other) {
        int most = Math.min(ids.length, other.ids.length);
        int same = 0;
        while (same < most && ids[same] == other.ids[same]) {
            same++;
        }
        return same;
    }
}
