package onestop.elasticsearch.analysis;

import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;

/** The {@code whitespace} analyzer: the tokenizer alone, without parameters; it changes neither case nor width. */
final class WhitespaceAnalyzerProvider extends AbstractIndexAnalyzerProvider<WhitespaceAnalyzer> {

    private final WhitespaceAnalyzer analyzer = new WhitespaceAnalyzer();

    WhitespaceAnalyzerProvider(String name, Settings settings) {
        super(name, settings);
    }

    @Override
    public WhitespaceAnalyzer get() {
        return analyzer;
    }
}
