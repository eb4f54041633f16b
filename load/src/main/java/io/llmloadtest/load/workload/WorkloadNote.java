package io.llmloadtest.load.workload;

/** What a report must say about the prompts. Codes; the phrase books have the words. */
public enum WorkloadNote {
    /** The server has no tokenizer that can be asked: prompt lengths are estimates. */
    LENGTHS_ESTIMATED,
    /** The models of a mix are no family, and may have tokenizers of their own: prompt lengths are estimates. */
    TOKENIZERS_DIFFER,
    /** The server's tokenizer could be asked, but no words of fixed cost were found: prompt lengths are estimates. */
    LENGTHS_NOT_ADDITIVE,
    /** Lengths that were listed or came with an arrival did not fit and were changed to the nearest that did. */
    LENGTHS_CLIPPED,
    /** Prompts are from a dataset, so their lengths are the dataset's, and the server's cache may know them. */
    DATASET,
    /** The dataset has fewer usable prompts than the run sends, so some come again. */
    DATASET_REPEATS,
    /** Prompts have images, whose tokens come on top of the lengths asked for. */
    IMAGES,
    /** Prompts are token ids, since the tokenizer cannot be asked. */
    TOKEN_IDS,
    /** Prompts are so short that their heads may repeat between phases or within one. */
    SHORT_MARK,
    /** The server is no vLLM, so {@code min_tokens}, {@code ignore_eos} and {@code cache_salt} are not sent. */
    PLAIN_FIELDS_ONLY,
    /** The server refused extra fields, see {@link PlannedWorkload#dropped()}. */
    FIELDS_DROPPED
}
