package io.llmloadtest.load.plan;

/** How a file of prompts is written. */
public enum DatasetFormat {
    /** A file that begins with a bracket is {@link #SHAREGPT}, one that begins with a brace {@link #JSONL}. */
    AUTO,
    /** One JSON array of {@code {"conversations": [{"from": "human", "value": ..}, {"from": "gpt", ..}]}}. */
    SHAREGPT,
    /** An object in each line: {@code {"prompt": ..}}, {@code {"messages": [..]}} or one as in {@link #SHAREGPT}. */
    JSONL
}
