package io.llmloadtest.wire.hot;

import io.llmloadtest.model.ServerTimes;
import java.util.Optional;

/** What an answer said beside its text, gathered over all its documents. Texts are kept as they stand in the JSON. */
public final class Facts {

    private static final int LONGEST_NAME = 256;
    /** Three hundred characters, each an escaped surrogate pair at worst. */
    private static final int LONGEST_MESSAGE = 300 * 12;
    private static final int LONGEST_TEXT = 1 << 20;

    final Bytes id = new Bytes(LONGEST_NAME);
    final Bytes fingerprint = new Bytes(LONGEST_NAME);
    final Bytes errorMessage = new Bytes(LONGEST_MESSAGE);
    final Bytes errorCode = new Bytes(LONGEST_NAME);
    final Bytes errorType = new Bytes(LONGEST_NAME);
    final FinishReasons finishReasons = new FinishReasons();
    private final Bytes text = new Bytes(LONGEST_TEXT);
    private boolean keepsText;
    boolean error;
    boolean endedByError;
    boolean choices;
    boolean embeddings;
    boolean usage;
    int promptTokens;
    int completionTokens;
    boolean cached;
    int cachedTokens;
    Optional<ServerTimes> serverTimes = Optional.empty();

    void begin(boolean textWanted) {
        keepsText = textWanted;
        text.clear();
        id.clear();
        fingerprint.clear();
        errorMessage.clear();
        errorCode.clear();
        errorType.clear();
        finishReasons.begin();
        error = false;
        endedByError = false;
        choices = false;
        embeddings = false;
        usage = false;
        cached = false;
        serverTimes = Optional.empty();
    }

    /** Takes a piece of what the answer says. */
    void say(byte[] bytes, int from, int length) {
        keepsText = keepsText && text.append(bytes, from, length);
    }

    /**
     * What the answer says, reasoning and tool calls left out, as it stands between the quotes in JSON; empty unless it was
     * wanted, or when it is longer than a megabyte.
     */
    public Optional<Bytes> text() {
        return keepsText ? Optional.of(text) : Optional.empty();
    }

    /** The answer's {@code id}; empty when none came. */
    public Bytes id() {
        return id;
    }

    /** The last {@code system_fingerprint}; empty when none came. */
    public Bytes fingerprint() {
        return fingerprint;
    }

    /** Whether an error object came, in any of its forms. */
    public boolean error() {
        return error;
    }

    /** Whether a choice ended with the finish reason {@code error} or {@code abort}. */
    public boolean endedByError() {
        return endedByError;
    }

    /** The first error's message. */
    public Bytes errorMessage() {
        return errorMessage;
    }

    /** The first error's code. */
    public Bytes errorCode() {
        return errorCode;
    }

    /** The first error's type. */
    public Bytes errorType() {
        return errorType;
    }

    /** Whether at least one choice came. */
    public boolean choices() {
        return choices;
    }

    /** Whether at least one embedding came. */
    public boolean embeddings() {
        return embeddings;
    }

    /** The choices that ended. */
    public FinishReasons finishReasons() {
        return finishReasons;
    }

    /** Whether token counts came. */
    public boolean usage() {
        return usage;
    }

    /** The last prompt token count; only when {@link #usage()}. */
    public int promptTokens() {
        return promptTokens;
    }

    /** The last completion token count; only when {@link #usage()}. */
    public int completionTokens() {
        return completionTokens;
    }

    /** Whether the last usage told the cached tokens. */
    public boolean cached() {
        return cached;
    }

    /** What the server said of its own time; the last when it said it more than once. */
    public Optional<ServerTimes> serverTimes() {
        return serverTimes;
    }

    /** Cached prompt tokens; only when {@link #cached()}. */
    public int cachedTokens() {
        return cachedTokens;
    }
}
