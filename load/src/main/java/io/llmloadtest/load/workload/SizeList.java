package io.llmloadtest.load.workload;

/**
 * Pairs of lengths, as a file lists them.
 *
 * @param inputs prompt lengths
 * @param outputs answer lengths, as many
 */
@SuppressWarnings("ArrayRecordComponent") // up to a million of each, read by index and never compared
record SizeList(int[] inputs, int[] outputs) {

    /** No pair. */
    static final SizeList NONE = new SizeList(new int[0], new int[0]);

    /** The pair for a place in a level; after the last comes the first. */
    Size at(int index) {
        int row = index % inputs.length;
        return new Size(inputs[row], outputs[row]);
    }
}
