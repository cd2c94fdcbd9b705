/** What a column can be for. */
export type Role =
  | 'instruction'
  | 'input'
  | 'output'
  | 'prompt'
  | 'chosen'
  | 'rejected'
  | 'messages'
  | 'tools'
  | 'system'
  | 'user'
  | 'assistant'
  | 'text'
  | 'summary'
  | 'label'
  | 'group'
  | 'id'
  | 'facts'
  | 'weight'

/**
 * Words that name such a column, in English, German, French, Spanish, Italian, Portuguese, Dutch,
 * Polish, Turkish, Russian, Chinese, Japanese and Korean, without accents and in lower case. The
 * first words of a list are the clearest: among columns that fit, the one named by the earliest wins.
 */
export const roleWords: Readonly<Record<Role, string>> = {
  instruction: `
    instruction question query problem task request command
    anweisung frage aufgabe anfrage auftrag fragestellung
    consigne question instrucción instruccion pregunta istruzione domanda instrucao pergunta
    instructie vraag opdracht instrukcja pytanie soru talimat
    инструкция вопрос задача запрос 指令 问题 問題 指示 質問 问 질문 지시`,
  input: `
    input context passage background premise evidence
    eingabe kontext entree contexte entrada contexto ingresso contesto invoer wejscie kontekst girdi baglam
    ввод контекст 输入 上下文 入力 文脈 입력 맥락 source`,
  output: `
    output response answer completion reply target solution generation result
    ausgabe antwort losung loesung ergebnis ziel
    sortie reponse salida respuesta solucion uscita risposta saida resposta uitvoer antwoord
    wyjscie odpowiedz cikti cevap yanit
    вывод ответ решение 输出 答案 回答 答え 出力 解答 출력 답변 정답`,
  prompt: 'prompt aufforderung invite 提示 プロンプト 프롬프트',
  chosen: `
    chosen preferred better accepted winner winning good positive
    bevorzugt gewahlt gewaehlt besser choisi elegido preferido scelto preferito escolhido gekozen wybrany
    выбранный 选中 選択 선택`,
  rejected: `
    rejected dispreferred worse losing loser bad negative
    abgelehnt verworfen schlechter rejete rechazado rifiutato rejeitado afgewezen odrzucony
    отклоненный 拒绝 却下 거부`,
  messages: `
    messages conversations conversation dialogue dialog chat turns trajectory traj history
    nachrichten gesprach gespraech unterhaltung verlauf conversation mensajes conversacion messaggi conversazione
    mensagens conversa berichten gesprek wiadomosci rozmowa сообщения диалог 对话 消息 会話 대화`,
  tools:
    'tools functions function tool werkzeuge funktionen outils herramientas strumenti ferramentas 工具 ツール',
  system:
    'system systemprompt systemmessage systemnachricht systeme sistema система 系统 システム 시스템',
  user: 'user human usermessage benutzer nutzer mensch utilisateur usuario utente gebruiker пользователь 用户 ユーザー 사용자',
  assistant:
    'assistant gpt bot assistantresponse assistantmessage chatbot assistent asistente assistente ассистент 助手 アシスタント 어시스턴트',
  text: `
    text content body document article passage story paragraph markdown abstract
    volltext wortlaut inhalt dokument artikel absatz texte contenu corps texto contenido cuerpo testo contenuto
    conteudo corpo tekst inhoud tresc metin icerik
    текст содержание 文本 内容 正文 本文 テキスト 본문 텍스트 description beschreibung`,
  summary: `
    summary abstract highlights tldr zusammenfassung resume resumen riassunto resumo samenvatting streszczenie
    ozet резюме 摘要 要約 요약`,
  label: `
    label class sentiment intent emotion stance verdict klasse stimmung etikett
    etiquette classe etiqueta clase etichetta etiket sinif метка класс 标签 类别 ラベル 라벨`,
  group: `
    conversation dialog dialogue session thread user customer patient client author document doc article
    paper case ticket book page passage story group
    gesprach sitzung benutzer kunde patient autor dokument fall gruppe`,
  id: 'id uuid guid key identifier schluessel nummer number no identifiant identificador',
  facts: `
    source category tag tags topic subject domain language lang date year type kind title name url level
    difficulty license dataset split subset task file created updated version
    quelle kategorie thema sprache datum jahr art titel fach schwierigkeit lizenz
    categorie langue sujet titre idioma tema titulo categoria lingua argomento titolo taal onderwerp
    kategoria jezyk temat язык тема категория 语言 主题 言語 カテゴリ`,
  weight:
    'weight sampleweight importance gewicht gewichtung wichtigkeit poids peso waga вес 权重 重み',
}

/** Words that turn a name into its opposite: `wrong_answer`. */
export const opposites: string =
  'not no non wrong incorrect bad worse false negative rejected without missing'

/** Words that turn what stands before them into something about it: `answer_length`. */
export const aspects = `
  id ids uuid length len count score index idx start end type format language lang tokens token url
  embedding vector hash date time name author rating model`
