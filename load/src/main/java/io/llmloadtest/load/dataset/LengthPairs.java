package io.llmloadtest.load.dataset;

/**
 * Lengths of requests, in order.
 *
 * @param inputs prompt lengths in tokens
 * @param outputs answer lengths in tokens, as many
 */
@SuppressWarnings("ArrayRecordComponent") // up to a million of each, read by index and never compared
public record LengthPairs(int[] inputs, int[] outputs) {

    /** No pair. */
    public static final LengthPairs NONE = new LengthPairs(new int[0], new int[0]);

    /** How many there are. */
    public int size() {
        return inputs.length;
    }
}
