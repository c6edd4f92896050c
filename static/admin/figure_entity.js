// The rich-text editor's figure: a fixed piece of text that stands for a recorded number. The server writes the number;
// what is stored is only which measure and which session.
(() => {
  const { React, DraftJS, draftail, pickFigure } = window;

  // Toolbar and "/" menu float outside of the text they belong to, so the text last focused tells its language.
  let language;
  document.addEventListener("focusin", ({ target }) => {
    const editor = target.closest(".Draftail-Editor");
    if (editor) language = editor.closest("[data-text-language]")?.dataset.textLanguage;
  });

  // Opened by the toolbar button, the "/" menu, or for a figure that is to be replaced.
  class FigureSource extends React.Component {
    componentDidMount() {
      const { entityType, onClose } = this.props;
      pickFigure(entityType.figuresUrl)
        .then((figure) => (figure ? this.insert(figure) : onClose()))
        .catch((error) => {
          console.error(error);
          window.alert(entityType.failure);
          onClose();
        });
    }

    insert({ text, texts, data }) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent().createEntity(entityType.type, "IMMUTABLE", data);
      const changed = DraftJS.Modifier.replaceText(
        content, editorState.getSelection(), texts[language] ?? text, undefined, content.getLastCreatedEntityKey(),
      );
      onComplete(DraftJS.EditorState.push(editorState, changed, "insert-characters"));
    }

    render() {
      return null;
    }
  }

  const Figure = ({ entityKey, contentState, onEdit, children }) =>
    React.createElement(
      "span",
      {
        className: "figure-entity",
        title: contentState.getEntity(entityKey).getData().description,
        onDoubleClick: () => onEdit(entityKey),
      },
      children,
    );

  draftail.registerPlugin({ type: "FIGURE", source: FigureSource, decorator: Figure }, "entityTypes");
})();
