package onestop.elasticsearch.analysis;

import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.TokenizerFactory;

/** The {@code whitespace} tokenizer: cuts at white space; {@code max_token_length} (255) cuts longer tokens. */
final class WhitespaceTokenizerFactory implements TokenizerFactory {

    /** Documented default of {@code max_token_length}, in characters. */
    private static final int DEFAULT_MAX_TOKEN_LENGTH = 255;

    private final String name;
    private final int maxTokenLength;

    WhitespaceTokenizerFactory(String name, Settings settings) {
        this.name = name;
        this.maxTokenLength = settings.getAsInt("max_token_length", DEFAULT_MAX_TOKEN_LENGTH);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tokenizer create() {
        return new WhitespaceTokenizer(maxTokenLength);
    }
}
