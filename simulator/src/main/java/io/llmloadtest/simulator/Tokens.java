package io.llmloadtest.simulator;

/** Token ids that do not change any more. */
final class Tokens {
    private final int[] ids;

    private Tokens(int[] ids) {
        this.ids = ids;
    }

    static Tokens of(int... ids) {
        return new Tokens(ids.clone());
    }

    int length() {
        return ids.length;
    }

    int[] toArray() {
        return ids.clone();
    }

    int at(int index) {
        return ids[index];
    }
}
