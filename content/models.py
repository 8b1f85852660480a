"""Gathers the rooms' models for Django; each is written in its own room."""

from content.editions.models import Amendment, ChangeNote, Edition, EditionNews, EditionQuestion, EditionStep, Frozen
from content.figures.models import Figure, FigurePoint
from content.help.pages import HelpPage
from content.objectives import Objective
from content.pages import DilemmaPage, HomePage, InfoPage, LessonPage, ModulePage, QuizPage, QuizQuestion
from content.questions.base import Question
from content.questions.matching import MatchingPair, MatchingQuestion
from content.questions.multiple_choice import MultipleChoiceOption, MultipleChoiceQuestion
from content.questions.numeric_estimate import NumericEstimateQuestion
from content.questions.ordering import OrderingItem, OrderingQuestion
from content.questions.single_choice import SingleChoiceOption, SingleChoiceQuestion
from content.questions.statement import StatementQuestion
from content.sheets.pages import SheetPage

__all__ = [
    "Amendment",
    "ChangeNote",
    "DilemmaPage",
    "Edition",
    "EditionNews",
    "EditionQuestion",
    "EditionStep",
    "Figure",
    "FigurePoint",
    "Frozen",
    "HelpPage",
    "HomePage",
    "InfoPage",
    "LessonPage",
    "MatchingPair",
    "MatchingQuestion",
    "ModulePage",
    "MultipleChoiceOption",
    "MultipleChoiceQuestion",
    "NumericEstimateQuestion",
    "Objective",
    "OrderingItem",
    "OrderingQuestion",
    "Question",
    "QuizPage",
    "QuizQuestion",
    "SheetPage",
    "SingleChoiceOption",
    "SingleChoiceQuestion",
    "StatementQuestion",
]
