package io.llmloadtest.benchmarks.fuzz;

/** What is attacked, and with how many of a thousand inputs. Whole pages cost a thousand times what a line does. */
enum Target {
    METRICS_LINES("metrics lines", 330), //
    METRICS_PAGES("metrics pages", 2), //
    LOG_LINES("log lines", 334), //
    ANSWERS("answers", 334);

    private final String title;
    private final int share;

    Target(String title, int share) {
        this.title = title;
        this.share = share;
    }

    static final int WHOLE = 1000;

    String title() {
        return title;
    }

    /** The target of a number below {@link #WHOLE}. */
    static Target of(int ticket) {
        int left = ticket;
        for (Target target : values()) {
            left -= target.share;
            if (left < 0) {
                return target;
            }
        }
        throw new IllegalArgumentException("not below " + WHOLE + ": " + ticket);
    }

    Subject subject(Corpus corpus) {
        return switch (this) {
            case METRICS_LINES -> new PageSubject(corpus, false);
            case METRICS_PAGES -> new PageSubject(corpus, true);
            case LOG_LINES -> new LogSubject(corpus);
            case ANSWERS -> new AnswerSubject(corpus);
        };
    }
}
