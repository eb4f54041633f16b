package io.llmloadtest.benchmarks.fuzz;

import java.util.random.RandomGenerator;

/** A parser under attack. One instance serves one thread. */
interface Subject {

    /** The next input, made of the corpus and the generator alone. */
    byte[] input(RandomGenerator random);

    /**
     * Feeds it. Whatever is thrown is a defect, and so is a broken promise of the parser, which is thrown as an
     * {@link IllegalStateException}.
     */
    void feed(byte[] input, RandomGenerator random);
}
