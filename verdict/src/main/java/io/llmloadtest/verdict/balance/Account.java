package io.llmloadtest.verdict.balance;

import io.llmloadtest.model.Quantity;
import java.util.Arrays;
import java.util.Optional;

/** What is balanced between client and server. */
public enum Account {
    /** Choices that ended well. */
    CHOICES("requests", Quantity.REQUEST_COUNT),
    /** Tokens generated. */
    TOKENS("tokens", Quantity.TOTAL_TOKENS),
    /** Prompt tokens taken in. */
    PROMPT_TOKENS("prompt_tokens", Quantity.PROMPT_TOKENS),
    /** Tokens of choices that the server finished: parts {@link #TOKENS} into finished and unfinished work. */
    FINISHED_TOKENS("finished_tokens"),
    /** Prompt tokens of choices that the server finished: parts {@link #PROMPT_TOKENS} likewise. */
    FINISHED_PROMPT_TOKENS("finished_prompt_tokens"),
    /** First tokens made. */
    FIRST_TOKENS("first_tokens"),
    /** HTTP requests on the endpoints used. */
    HTTP_REQUESTS("http_requests", Quantity.HTTP_REQUESTS),
    /** Those of them answered with 4xx or 5xx. */
    HTTP_ERRORS("http_errors", Quantity.HTTP_ERRORS_METRICS),
    /** Access lines with status 200. */
    ACCESS_200("access_200", Quantity.HTTP_200_COUNT),
    /** Access lines with a status that is not 2xx. */
    ACCESS_ERRORS("access_errors", Quantity.HTTP_ERRORS);

    private final String key;
    private final Optional<Quantity> row;

    Account(String key, Quantity row) {
        this.key = key;
        this.row = Optional.of(row);
    }

    Account(String key) {
        this.key = key;
        this.row = Optional.empty();
    }

    /** The account of a row. */
    public static Optional<Account> of(Quantity row) {
        return Arrays.stream(values()).filter(account -> account.row.filter(row::equals).isPresent()).findFirst();
    }

    /** The name of its residual among a finding's values. */
    public String key() {
        return key;
    }

    /** How people call it: its row's name where it has one. */
    public String title() {
        return row.map(Quantity::rowName).orElse("First Tokens");
    }

    /** Whether what remains here stands for itself; the finished parts only help to split other accounts. */
    public boolean standsForItself() {
        return this != FINISHED_TOKENS && this != FINISHED_PROMPT_TOKENS;
    }

    /** Whether the metrics keep it, rather than the log. */
    public boolean isMetric() {
        return this != ACCESS_200 && this != ACCESS_ERRORS;
    }
}
