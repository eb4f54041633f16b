package io.llmloadtest.ledger;

/** How far completed requests had the lengths that were asked for. Only requests that fixed a length are counted. */
public final class Lengths {

    private long inputChecked;
    private long inputOff;
    private long inputAsked;
    private long inputGot;
    private long outputChecked;
    private long outputOff;
    private long outputAsked;
    private long outputGot;

    void add(RequestRecord request) {
        if (request.usage().isEmpty()) {
            return;
        }
        TokenCounts usage = request.usage().get();
        request.asked().inputTokens().ifPresent(asked -> {
            inputChecked++;
            inputOff += usage.prompt() == asked ? 0 : 1;
            inputAsked += asked;
            inputGot += usage.prompt();
        });
        request.asked().outputTokens().ifPresent(perChoice -> {
            int asked = perChoice * request.asked().choices();
            outputChecked++;
            outputOff += usage.completion() == asked ? 0 : 1;
            outputAsked += asked;
            outputGot += usage.completion();
        });
    }

    void addAll(Lengths other) {
        inputChecked += other.inputChecked;
        inputOff += other.inputOff;
        inputAsked += other.inputAsked;
        inputGot += other.inputGot;
        outputChecked += other.outputChecked;
        outputOff += other.outputOff;
        outputAsked += other.outputAsked;
        outputGot += other.outputGot;
    }

    /** Requests that fixed the input length and told their usage. */
    public long inputChecked() {
        return inputChecked;
    }

    /** Those of them whose input length was another. */
    public long inputOff() {
        return inputOff;
    }

    /** Input tokens asked for. */
    public long inputAsked() {
        return inputAsked;
    }

    /** Input tokens got. */
    public long inputGot() {
        return inputGot;
    }

    /** Requests that fixed the output length and told their usage. */
    public long outputChecked() {
        return outputChecked;
    }

    /** Those of them whose output length was another. */
    public long outputOff() {
        return outputOff;
    }

    /** Output tokens asked for. */
    public long outputAsked() {
        return outputAsked;
    }

    /** Output tokens got. */
    public long outputGot() {
        return outputGot;
    }
}
