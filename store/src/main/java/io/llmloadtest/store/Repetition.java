package io.llmloadtest.store;

/**
 * How the levels of a run follow from its settings: the whole sequence of settings, over and over, so that a drift of the
 * server does not hit one of them alone.
 *
 * @param settings how many settings
 * @param times how often each is run
 */
public record Repetition(int settings, int times) {

    /** Each level is a setting of its own. */
    public static final Repetition NONE = new Repetition(1, 1);

    /** Whether settings are run more than once. */
    boolean isAsked() {
        return times > 1;
    }

    /** The setting of a level, from 0. */
    int settingOf(int level) {
        return isAsked() ? level % settings : level;
    }

    /** Which run of its setting a level is, from 1. */
    int repeatOf(int level) {
        return isAsked() ? level / settings + 1 : 1;
    }
}
